using System.Text;

namespace Gis.Server.Platform.Broker;

/// <summary>The two files by which mosquitto knows users and rights, written so that the broker never reads half of one.</summary>
public static class BrokerFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes <c>passwd</c> and <c>acl</c>; true when that changed anything.</summary>
    public static bool Write(string folder, IEnumerable<(string User, string Hash)> users)
    {
        var passwd = new StringBuilder();
        foreach (var (user, hash) in users)
        {
            passwd.Append(user).Append(':').Append(hash).Append('\n');
        }

        var passwdChanged = Replace(Path.Combine(folder, "passwd"), passwd.ToString());
        return Replace(Path.Combine(folder, "acl"), BrokerAcl.Text) || passwdChanged;
    }

    /// <summary>Written beside and moved over; the new file belongs to whom the old one belonged to, because the folder's rights decide.</summary>
    private static bool Replace(string path, string text)
    {
        if (File.Exists(path))
        {
            if (File.ReadAllText(path) == text)
            {
                return false;
            }

            // In place: mosquitto may run as another user that owns the file.
            File.WriteAllText(path, text);
            return true;
        }

        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, OwnerOnly);
        return true;
    }
}
