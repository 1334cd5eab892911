namespace CommunitiesOfPractice.AspNetCore.Tests.Clients;

/// <summary>A fact that is tested where Node.js and npm are installed, and skipped loudly elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Workshop.Has("node") && Workshop.Has("npm")
        ? null!
        : "Node.js or npm is not installed here, and this test needs it (on Debian: apt-get install npm).";
}
