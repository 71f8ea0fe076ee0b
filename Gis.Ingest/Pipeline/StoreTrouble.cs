using System.Net.Sockets;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>Tells apart whose fault it is when a transaction fails: a key that is there already, the bytes of a message, or the machine.</summary>
internal static class StoreTrouble
{
    public static bool IsKnownKey(Exception trouble) => trouble is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>The store refuses what was sent: data exceptions, broken constraints, limits of a row.</summary>
    public static bool IsPoison(Exception trouble) => trouble switch
    {
        PostgresException refused => refused.SqlState[..2] is "22" or "23" or "54",
        NpgsqlException or TimeoutException or SocketException or IOException or UnauthorizedAccessException or OperationCanceledException => false,
        _ => true,
    };

    /// <summary>What is the matter, and what to do where the store was migrated under a running ingest: its tables are not those that this build knows.</summary>
    public static string Describe(Exception trouble) =>
        trouble is PostgresException { SqlState: "42P01" or "42703" or "42501" or "42809" or PostgresErrorCodes.ObjectNotInPrerequisiteState }
            ? $"{trouble.Message}. This is not the schema that this build was made for: was a newer version started? Stop this one; it has acknowledged nothing of what waits."
            : trouble.Message;
}
