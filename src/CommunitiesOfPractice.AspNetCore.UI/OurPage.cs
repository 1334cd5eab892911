using Microsoft.AspNetCore.Builder;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>Tells our pages from those of the host.</summary>
internal sealed class OurPage
{
    public static readonly OurPage Instance = new();

    /// <summary>Conventions for our pages alone.</summary>
    public sealed class Builder(IEndpointConventionBuilder all) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention) => all.Add(Ours(convention));

        public void Finally(Action<EndpointBuilder> finallyConvention) => all.Finally(Ours(finallyConvention));

        private static Action<EndpointBuilder> Ours(Action<EndpointBuilder> convention) => endpoint =>
        {
            if (endpoint.Metadata.Contains(Instance)) convention(endpoint);
        };
    }
}
