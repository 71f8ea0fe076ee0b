namespace Gis.Demo.Simulation;

/// <summary>What a unit says of an order.</summary>
/// <param name="Text">What its state does not say, in the crew's language and in English; null when there is nothing.</param>
internal sealed record FieldReport(DateTimeOffset At, string Order, string State, string? Text = null);
