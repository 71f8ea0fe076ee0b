using NetTopologySuite.Geometries;

namespace Gis.Tiles.Import;

/// <summary>Counts what came out of a file while it is read; of the remarks the first are kept.</summary>
internal sealed class RowTally
{
    public const int MostRemarks = 1_000;

    private readonly List<RowRemark> _repaired = [];
    private readonly List<RowRemark> _refused = [];

    public long Kept { get; private set; }

    public long RepairedCount { get; private set; }

    public long RefusedCount { get; private set; }

    public long Read => Kept + RefusedCount;

    public IReadOnlyList<RowRemark> Repaired => _repaired;

    public IReadOnlyList<RowRemark> Refused => _refused;

    public Envelope Extent { get; } = new();

    public void Keep(LayerRow row, RowRemark? repair)
    {
        Kept++;
        Extent.ExpandToInclude(row.Shape.EnvelopeInternal);
        if (repair is not null && ++RepairedCount <= MostRemarks)
        {
            _repaired.Add(repair);
        }
    }

    public void Refuse(RowRemark remark)
    {
        if (++RefusedCount <= MostRemarks)
        {
            _refused.Add(remark);
        }
    }
}
