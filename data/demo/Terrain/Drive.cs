namespace Gis.Demo.Terrain;

/// <summary>A way from here to there: where one is after so many seconds.</summary>
internal sealed class Drive
{
    public const double OffRoadMps = 8;

    private readonly List<(LonLat From, LonLat To, double Seconds, double SpeedMps)> _steps = [];

    public Drive(IEnumerable<DriveLeg> legs)
    {
        foreach (var leg in legs)
        {
            for (var i = 1; i < leg.Line.Length; i++)
            {
                var lengthM = Earth.DistanceM(leg.Line[i - 1], leg.Line[i]);
                if (lengthM > 0)
                {
                    _steps.Add((leg.Line[i - 1], leg.Line[i], lengthM / leg.SpeedMps, leg.SpeedMps));
                    LengthM += lengthM;
                    Seconds += lengthM / leg.SpeedMps;
                }
            }
        }

        End = _steps.Count > 0 ? _steps[^1].To : legs.First().Line[^1];
    }

    public LonLat End { get; }

    public double LengthM { get; }

    public double Seconds { get; }

    public (LonLat At, double SpeedMps, double? HeadingDeg) After(double seconds)
    {
        foreach (var step in _steps)
        {
            if (seconds < step.Seconds)
            {
                return (Earth.Between(step.From, step.To, Math.Max(0, seconds) / step.Seconds), step.SpeedMps, Earth.HeadingDeg(step.From, step.To));
            }

            seconds -= step.Seconds;
        }

        return (End, 0, null);
    }
}
