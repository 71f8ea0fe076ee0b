using System.Globalization;
using System.Text;
using Gis.Ingest;

namespace Gis.Server.Platform.Broker;

/// <summary>
/// Who may say and hear what: the parts by their user, each device by its own name in the topic. A datastream's topic holds an id and no name, so those
/// who may write it are named one by one.
/// </summary>
public static class BrokerAcl
{
    /// <summary>The user by which the parts themselves enter the broker.</summary>
    public const string SystemUser = "gis";

    /// <summary>The user that './gis replay' makes for as long as it runs: it speaks for the whole field, and hears nothing.</summary>
    public const string ReplayUser = "gis-replay";

    private const string Parts =
        $"""
        user {SystemUser}
        topic read hj212/+/up
        topic read things/+/observations
        topic read v1.1/+/Observations
        topic read meters/+/up
        topic read meters/+/event
        topic read application/+/device/+/event/up
        topic read video/#
        topic read frigate/events
        topic read units/+/position
        topic read units/+/reports
        topic write hj212/+/down
        topic write things/+/receipts
        topic write units/+/orders

        """;

    /// <summary>The rights of the parts and of every device by its name.</summary>
    public static readonly string Text = string.Join(
        '\n',
        [
            Parts,
            $"user {FieldRights.FrigateUser}",
            $"topic write {FieldRights.FrigateTopic}",
            "",
            .. FieldRights.SaysPatterns.Select(pattern => $"pattern write {pattern}"),
            .. FieldRights.HearsPatterns.Select(pattern => $"pattern read {pattern}"),
            "",
        ]);

    /// <summary>What is added while a recording is replayed.</summary>
    public static readonly string ReplayText = string.Join(
        '\n',
        [
            "",
            $"user {ReplayUser}",
            .. FieldRights.SaysPatterns.Append(FieldRights.FrigateTopic).Append(FieldRights.DatastreamTopics)
                .Select(pattern => $"topic write {pattern.Replace("%u", "+", StringComparison.Ordinal)}"),
            "",
        ]);

    /// <summary>All rights, with those of each user to the datastreams of the things that bear its name.</summary>
    /// <param name="datastreams">Users and ids, each user's together.</param>
    public static string TextWith(IEnumerable<(string User, long Datastream)> datastreams)
    {
        var text = new StringBuilder(Text);
        var user = "";
        foreach (var (name, id) in datastreams)
        {
            if (name != user)
            {
                text.Append(CultureInfo.InvariantCulture, $"\nuser {name}\n");
                user = name;
            }

            text.Append(CultureInfo.InvariantCulture, $"topic write v1.1/Datastreams({id})/Observations\n");
        }

        return text.ToString();
    }
}
