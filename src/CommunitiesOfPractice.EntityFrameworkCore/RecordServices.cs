using CommunitiesOfPractice;
using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The record in a database, among a host's services.</summary>
public static class RecordServices
{
    /// <summary>
    /// Keeps the record in the database of a context. It registers one <see cref="DatabaseRecord{TContext}"/>, which is also the
    /// <see cref="DatabaseRecord"/> and the <see cref="IRecord"/>, a <see cref="RecordSearch"/> over it, and the
    /// <see cref="IBallotBox"/>, the <see cref="ICalendarSubscriptions"/>, the <see cref="INoticeBook"/> and the
    /// <see cref="INoticePreferences"/> beside it. They take the place of those that were registered before. You may call it
    /// again, and the last call counts.
    /// </summary>
    /// <remarks>
    /// Register the context by <c>AddDbContext</c>, <c>AddDbContextFactory</c> or one of their pooled forms, before or after
    /// this. Each call of the record has a context of its own. All of them must be of one database, and none may depend on the
    /// request.
    /// </remarks>
    /// <typeparam name="TContext">The context, whose model has <see cref="RecordModel.AddRecord"/>.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="createTables">Whether the record makes what is missing of its tables and of the search, at its first use. It
    /// leaves the tables to your migrations where they have them. In a database without any table it leaves them to
    /// <c>EnsureCreated</c>, unless your context has no others. Say false where the database's user may not make tables, or
    /// somebody else makes them.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddRecord<TContext>(this IServiceCollection services, bool createTables = true)
        where TContext : DbContext
    {
        Guard.Against.Null(services);
        services.Replace(
            ServiceDescriptor.Singleton(
                s => new DatabaseRecord<TContext>(s.GetRequiredService<IServiceScopeFactory>(), createTables)));
        services.Replace(ServiceDescriptor.Singleton<DatabaseRecord>(s => s.GetRequiredService<DatabaseRecord<TContext>>()));
        services.RemoveAll<IRecord>();
        services.AddSingleton<IRecord>(s => s.GetRequiredService<DatabaseRecord<TContext>>());
        services.TryAddSingleton<RecordSearch>();
        services.RemoveAll<IBallotBox>();
        services.AddSingleton<IBallotBox, DatabaseBallotBox>();
        services.RemoveAll<ICalendarSubscriptions>();
        services.AddSingleton<ICalendarSubscriptions, DatabaseCalendarSubscriptions>();
        services.RemoveAll<INoticeBook>();
        services.AddSingleton<INoticeBook, DatabaseNoticeBook>();
        services.RemoveAll<INoticePreferences>();
        services.AddSingleton<INoticePreferences, DatabaseNoticePreferences>();
        return services;
    }
}
