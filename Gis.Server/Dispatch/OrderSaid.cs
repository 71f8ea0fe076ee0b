namespace Gis.Server.Dispatch;

/// <summary>Who says that an order is in a state, when, and with what words.</summary>
internal sealed record OrderSaid(
    string Source, DateTimeOffset At, long? AccountId = null, string? Text = null, DateTimeOffset? DeviceAt = null, long? ReportId = null)
{
    public static OrderSaid ByCommander(long accountId, string? text, DateTimeOffset at) => new("commander", at, accountId, text);

    public static OrderSaid BySystem(string? text, DateTimeOffset at) => new("system", at, Text: text);
}
