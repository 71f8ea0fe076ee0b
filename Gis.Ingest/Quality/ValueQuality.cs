namespace Gis.Ingest.Quality;

/// <summary>Fitness of a value for judging, as the store writes it.</summary>
internal enum ValueQuality : short
{
    Valid = 0,

    /// <summary>The device itself says that it is not fit: stopped, in maintenance, calibrating, faulty, set by hand.</summary>
    FlaggedByDevice = 1,

    /// <summary>Physically implausible for this property.</summary>
    OutsideGate = 2,
    NotANumber = 3,

    /// <summary>The device's clock was off; the time is that of arrival.</summary>
    ClockOff = 4,

    /// <summary>Above the instrument's range: the true value is at least this.</summary>
    AboveRange = 5,
}
