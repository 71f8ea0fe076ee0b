using System.Diagnostics;
using System.Text;

namespace Gis.Ingest;

/// <summary>A secret that a system makes for itself when it is first needed: a file of mode 600 in the folder of secrets.</summary>
public static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan TurnWithin = TimeSpan.FromSeconds(10);

    /// <summary>The path of the file, which is made with what <paramref name="make"/> gives where it is not there: whole or not at all; of several that start together one makes it and the others take it.</summary>
    public static string Keep(string folder, string name, Func<string> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        var file = Path.Combine(folder, name);
        if (File.Exists(file))
        {
            return file;
        }

        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        using var turn = TakeTurn($"{file}.making");
        if (File.Exists(file))
        {
            return file;
        }

        var draft = $"{file}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            stream.Write(Encoding.ASCII.GetBytes(make() + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file);
        return file;
    }

    /// <summary>A file that one process at a time can hold open, gone with it: moving a file into place replaces one that came there in the same moment.</summary>
    private static FileStream TakeTurn(string file)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.Write,
                    Share = FileShare.None,
                    Options = FileOptions.DeleteOnClose,
                    UnixCreateMode = OwnerOnly,
                });
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(since) < TurnWithin)
            {
                Thread.Sleep(1);
            }
        }
    }
}
