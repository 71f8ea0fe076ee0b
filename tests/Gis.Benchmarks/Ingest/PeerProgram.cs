using Gis.Testing;

namespace Gis.Benchmarks.Ingest;

/// <summary>A program that does with common means what ingest does: messages of the same broker into the same table, one INSERT each (tests/ingest-peers).</summary>
internal sealed record PeerProgram(string Name, IReadOnlyList<string> Command)
{
    public static readonly PeerProgram MqttAndPg = new("mqtt.js + pg", ["node", PathOf("mqtt-pg.mjs")]);

    /// <summary>A flow of mqtt in and two function nodes, the second of which has pg: the PostgreSQL node there is can't sign in by SCRAM.</summary>
    public static readonly PeerProgram NodeRed = new(
        "Node-RED + pg", ["node", PathOf("node_modules", "node-red", "red.js"), "--settings", PathOf("node-red", "settings.cjs"), "--userDir", OwnFolder]);

    /// <summary>Stands for a folder of the process's own.</summary>
    public const string OwnFolder = "{folder}";

    private static string PathOf(params string[] parts) => Repository.PathOf(["tests", "ingest-peers", .. parts]);
}
