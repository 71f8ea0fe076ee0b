using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Import;

/// <summary>Goes through a file by a plan: one outcome for each of its rows, in their order. Holds no more than some hundreds of rows at a time.</summary>
internal sealed class StagedRows(StagedFile file, ImportPlan plan, CoordinateShift shift)
{
    private const int BatchRows = 500;
    private const int BatchPoints = 200_000;

    private readonly RowMaker _maker = new(plan);

    /// <param name="stride">Every so manieth row; 1 for all.</param>
    public async IAsyncEnumerable<RowOutcome> ReadAsync(long stride, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await shift.RequireKnownAsync(cancellationToken);
        var rows = new List<(StagedRow Row, Geometry? Shape, Exception? Unfit)>();
        var points = 0;
        foreach (var row in file.Rows(plan.From, stride))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = Read(row);
            // What the shape was read from is not needed any more.
            rows.Add((row with { Shape = null }, read.Shape, read.Unfit));
            points += read.Shape?.NumPoints ?? 0;
            if (rows.Count >= BatchRows || points >= BatchPoints)
            {
                foreach (var outcome in await MakeAsync(rows, cancellationToken))
                {
                    yield return outcome;
                }

                rows.Clear();
                points = 0;
            }
        }

        foreach (var outcome in await MakeAsync(rows, cancellationToken))
        {
            yield return outcome;
        }
    }

    private (Geometry? Shape, Exception? Unfit) Read(StagedRow row)
    {
        try
        {
            var shape = _maker.ShapeOf(row);
            return Array.TrueForAll(shape.Coordinates, at => double.IsFinite(at.X) && double.IsFinite(at.Y))
                ? (shape, null)
                : (null, new UnfitRowException("not-finite", "a position is no number"));
        }
        catch (UnfitRowException unfit)
        {
            return (null, unfit);
        }
    }

    private async Task<List<RowOutcome>> MakeAsync(List<(StagedRow Row, Geometry? Shape, Exception? Unfit)> rows, CancellationToken cancellationToken)
    {
        var moved = new Queue<Geometry?>(await shift.ApplyAsync([.. rows.Select(row => row.Shape).OfType<Geometry>()], cancellationToken));
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var (row, shape, unfit) in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outcomes.Add(
                shape is null ? _maker.Refuse(row, unfit!)
                : moved.Dequeue() is { } there ? _maker.Make(row, there)
                : _maker.Refuse(row, new UnfitRowException("untransformable", "it lies where the coordinate system does not reach")));
        }

        return outcomes;
    }
}
