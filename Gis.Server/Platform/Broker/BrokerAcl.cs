namespace Gis.Server.Platform.Broker;

/// <summary>Who may say and hear what: the parts by their user, each device by its own name in the topic.</summary>
public static class BrokerAcl
{
    /// <summary>The user by which the parts themselves enter the broker.</summary>
    public const string SystemUser = "gis";

    public const string Text =
        $"""
        user {SystemUser}
        topic read hj212/+/up
        topic read things/+/observations
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

        user frigate
        topic write frigate/events

        pattern write hj212/%u/up
        pattern read hj212/%u/down
        pattern write things/%u/observations
        pattern read things/%u/receipts
        pattern write meters/%u/up
        pattern write meters/%u/event
        pattern write application/%u/device/+/event/up
        pattern write video/%u/#
        pattern write units/%u/position
        pattern write units/%u/reports
        pattern read units/%u/orders

        """;
}
