using System.Text;

namespace Gis.Server.Platform.Broker;

/// <summary>The two files by which mosquitto knows users and rights; it reads them at start and on SIGHUP, never in between.</summary>
public static class BrokerFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes <c>passwd</c> and <c>acl</c>; true when that changed anything.</summary>
    /// <param name="folder">Where the broker looks for them.</param>
    /// <param name="users">All users with their hashes.</param>
    /// <param name="datastreams">Users and the ids of the datastreams that they may write, each user's together.</param>
    public static bool Write(
        string folder, IEnumerable<(string User, string Hash)> users, IEnumerable<(string User, long Datastream)> datastreams)
    {
        var passwd = new StringBuilder();
        var replays = false;
        foreach (var (user, hash) in users)
        {
            passwd.Append(user).Append(':').Append(hash).Append('\n');
            replays |= user == BrokerAcl.ReplayUser;
        }

        var passwdChanged = Replace(Path.Combine(folder, "passwd"), passwd.ToString());
        return Replace(Path.Combine(folder, "acl"), BrokerAcl.TextWith(datastreams) + (replays ? BrokerAcl.ReplayText : "")) || passwdChanged;
    }

    /// <summary>Written in place, so that a file handed to the broker's own user stays his.</summary>
    private static bool Replace(string path, string text)
    {
        if (File.Exists(path))
        {
            if (File.ReadAllText(path) == text)
            {
                return false;
            }

            File.WriteAllText(path, text);
            return true;
        }

        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, OwnerOnly);
        return true;
    }
}
