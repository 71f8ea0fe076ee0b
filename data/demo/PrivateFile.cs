using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Gis.Demo;

/// <summary>Files that only their owner may read, written whole or not at all.</summary>
internal static class PrivateFile
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static async Task WriteJsonAsync<T>(string path, T content, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        var fresh = path + ".new";
        File.Delete(fresh);
        await using (var stream = new FileStream(fresh, options))
        {
            await JsonSerializer.SerializeAsync(stream, content, Json, cancellationToken);
        }

        File.Move(fresh, path, overwrite: true);
    }

    public static async Task<T?> ReadJsonAsync<T>(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return default;
        }

        await using var stream = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<T>(stream, Json, cancellationToken);
    }
}
