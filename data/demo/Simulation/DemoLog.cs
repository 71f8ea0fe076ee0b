using Microsoft.Extensions.Logging;

namespace Gis.Demo.Simulation;

/// <summary>What the simulator says of itself.</summary>
internal static partial class DemoLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The field speaks: {Devices} devices and {Units} units, each station every {IntervalS} s")]
    public static partial void FieldSpeaks(this ILogger logger, int devices, int units, int intervalS);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Sent {Packets} packets, {Answered} answered, {Resent} sent again, {Unanswered} never answered; {Reports} meter reports, {Pictures} pictures, {Positions} positions, {Orders} orders; {Troubles} troubles")]
    public static partial void FieldTold(
        this ILogger logger, long packets, long answered, long resent, long unanswered, long reports, long pictures, long positions, long orders, long troubles);

    [LoggerMessage(Level = LogLevel.Information, Message = "A discharge begins at {Outfall}: {Property} at {Ratio} times its limit for {Minutes} min")]
    public static partial void DischargeBegins(this ILogger logger, string outfall, string property, double ratio, int minutes);

    [LoggerMessage(Level = LogLevel.Information, Message = "Unit {Unit}: {State} {Order}")]
    public static partial void UnitReports(this ILogger logger, string unit, string state, string order);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Device {Device} was not heard: {Reason}")]
    public static partial void DeviceNotHeard(this ILogger logger, string device, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Device {Device} failed")]
    public static partial void DeviceFailed(this ILogger logger, Exception bug, string device);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request for an episode could not be read: {File}")]
    public static partial void RequestUnreadable(this ILogger logger, string file);
}
