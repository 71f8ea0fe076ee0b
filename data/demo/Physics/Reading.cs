namespace Gis.Demo.Physics;

/// <summary>What an instrument shows; converted is the value at the standard oxygen content, where that is asked for.</summary>
internal readonly record struct Reading(double Value, double? Converted, char Flag);
