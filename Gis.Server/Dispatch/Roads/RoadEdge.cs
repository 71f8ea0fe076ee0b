namespace Gis.Server.Dispatch.Roads;

/// <summary>One stretch of road between two nodes, driven both ways. Nodes are indexes into the network.</summary>
internal sealed record RoadEdge(int From, int To, double LengthMetres, double SpeedMps, IReadOnlyList<LonLat> Line)
{
    public double Seconds => LengthMetres / SpeedMps;

    /// <summary>The piece of the line between two shares of its length, in the direction from the first to the second.</summary>
    public IEnumerable<LonLat> Piece(double fromShare, double toShare)
    {
        if (fromShare > toShare)
        {
            return Piece(toShare, fromShare).Reverse();
        }

        return PieceForward(fromShare, toShare);
    }

    private IEnumerable<LonLat> PieceForward(double fromShare, double toShare)
    {
        var total = DrawnMetres();
        yield return At(fromShare, total);
        var walked = 0.0;
        for (var i = 1; i < Line.Count; i++)
        {
            walked += Line[i - 1].MetresTo(Line[i]);
            if (walked > fromShare * total && walked < toShare * total)
            {
                yield return Line[i];
            }
        }

        yield return At(toShare, total);
    }

    private LonLat At(double share, double total)
    {
        var left = share * total;
        for (var i = 1; i < Line.Count; i++)
        {
            var step = Line[i - 1].MetresTo(Line[i]);
            if (left <= step)
            {
                return step == 0 ? Line[i] : Line[i - 1].Towards(Line[i], left / step);
            }

            left -= step;
        }

        return Line[^1];
    }

    private double DrawnMetres()
    {
        var sum = 0.0;
        for (var i = 1; i < Line.Count; i++)
        {
            sum += Line[i - 1].MetresTo(Line[i]);
        }

        return sum;
    }
}
