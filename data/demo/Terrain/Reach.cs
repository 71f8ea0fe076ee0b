namespace Gis.Demo.Terrain;

/// <summary>One reach of a river, drawn in the direction of flow.</summary>
internal sealed class Reach
{
    private readonly double[] _chainagesM;

    public Reach(long id, string? nameZh, string? nameEn, long fromNode, long toNode, LonLat[] line)
    {
        Id = id;
        NameZh = nameZh;
        NameEn = nameEn;
        FromNode = fromNode;
        ToNode = toNode;
        Line = line;
        _chainagesM = new double[line.Length];
        for (var i = 1; i < line.Length; i++)
        {
            _chainagesM[i] = _chainagesM[i - 1] + Earth.DistanceM(line[i - 1], line[i]);
        }
    }

    public long Id { get; }

    public string? NameZh { get; }

    public string? NameEn { get; }

    public long FromNode { get; }

    public long ToNode { get; }

    public LonLat[] Line { get; }

    public double LengthM => _chainagesM[^1];

    public LonLat At(double chainageM)
    {
        var i = 1;
        while (i < Line.Length - 1 && _chainagesM[i] < chainageM)
        {
            i++;
        }

        var length = _chainagesM[i] - _chainagesM[i - 1];
        return Earth.Between(Line[i - 1], Line[i], length > 0 ? Math.Clamp((chainageM - _chainagesM[i - 1]) / length, 0, 1) : 0);
    }

    /// <summary>The point of this reach that lies nearest.</summary>
    public RiverPoint Nearest(LonLat point)
    {
        var best = new RiverPoint(this, 0, Line[0], Earth.DistanceM(point, Line[0]));
        var squeeze = Math.Cos(point.Lat * Math.PI / 180);
        for (var i = 1; i < Line.Length; i++)
        {
            double x = (Line[i].Lon - Line[i - 1].Lon) * squeeze, y = Line[i].Lat - Line[i - 1].Lat;
            var square = (x * x) + (y * y);
            var share = square > 0
                ? Math.Clamp((((point.Lon - Line[i - 1].Lon) * squeeze * x) + ((point.Lat - Line[i - 1].Lat) * y)) / square, 0, 1)
                : 0;
            var at = Earth.Between(Line[i - 1], Line[i], share);
            var distanceM = Earth.DistanceM(point, at);
            if (distanceM < best.DistanceM)
            {
                best = new RiverPoint(this, _chainagesM[i - 1] + (share * (_chainagesM[i] - _chainagesM[i - 1])), at, distanceM);
            }
        }

        return best;
    }
}
