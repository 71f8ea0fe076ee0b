using System.Reflection;

namespace Gis.Server.ReadModel;

/// <summary>The SQL file that stands beside a class, under the class's own name.</summary>
internal static class EmbeddedSql
{
    public static string Beside(Type type)
    {
        var name = $"{type.FullName}.sql";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The build holds no {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
