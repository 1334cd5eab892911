using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>A context for one call.</summary>
/// <param name="Context">The context.</param>
/// <param name="Owner">What to dispose of after the call; null for a context that is the host's.</param>
internal readonly record struct Opened(DbContext Context, IAsyncDisposable? Owner)
{
    /// <summary>
    /// A context from a scope of its own: from a factory where there is one. So it does not matter how a host has registered its
    /// context, nor when.
    /// </summary>
    public static async Task<Opened> From<TContext>(IServiceScopeFactory scopes, CancellationToken cancel)
        where TContext : DbContext
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            if (scope.ServiceProvider.GetService<IDbContextFactory<TContext>>() is not { } contexts)
                return new(scope.ServiceProvider.GetRequiredService<TContext>(), scope);
            var context = await contexts.CreateDbContextAsync(cancel).ConfigureAwait(false);
            return new(context, new InScope(context, scope));
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private sealed class InScope(DbContext context, AsyncServiceScope scope) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (scope.ConfigureAwait(false)) await context.DisposeAsync().ConfigureAwait(false);
        }
    }
}
