namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>A fact that is tested where PostgreSQL is installed, and skipped loudly elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = Postgres.Programs is null
        ? "PostgreSQL is not installed here, and this test needs it (on Debian: apt-get install postgresql)."
        : null!;
}
