namespace Gis.Demo.Simulation;

/// <summary>What a unit says of an order.</summary>
internal sealed record FieldReport(DateTimeOffset At, string Order, string State, string Text);
