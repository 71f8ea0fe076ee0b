using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Gis.Server.Platform.Store;

/// <summary>One numbered step of the schema, and the hash by which the journal knows it.</summary>
public sealed record Migration(string Name, string Sql)
{
    private const string Folder = "migrations/";

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>All steps that this build knows, in order.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } = ReadEmbedded();

    private static List<Migration> ReadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new Migration(Path.GetFileNameWithoutExtension(name[Folder.Length..]), Read(assembly, name))),
        ];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
