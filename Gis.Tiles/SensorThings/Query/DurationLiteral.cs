using Gis.Tiles.Filters;

namespace Gis.Tiles.SensorThings.Query;

/// <summary>A span of time: <c>duration'PT1H'</c>.</summary>
internal sealed record DurationLiteral(TimeSpan Value, string Place) : Expression(Place);

/// <summary>A day of UTC: <c>2026-11-22</c>.</summary>
internal sealed record DayLiteral(DateOnly Value, string Place) : Expression(Place);

/// <summary>A time of day: <c>08:30:00</c>.</summary>
internal sealed record ClockLiteral(TimeOnly Value, string Place) : Expression(Place);

/// <summary>The word null.</summary>
internal sealed record NullLiteral(string Place) : Expression(Place);
