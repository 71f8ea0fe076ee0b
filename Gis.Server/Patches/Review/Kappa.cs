namespace Gis.Server.Patches.Review;

/// <summary>One pair of verdicts and how often it was given.</summary>
internal sealed record ConfusionCell(string First, string Second, int Count);

/// <summary>
/// Cohen's kappa: how far two agree beyond what chance would make them, κ = (po − pe) / (1 − pe), with po the share of equal verdicts and pe = Σ pᵢ. p.ᵢ
/// (Cohen 1960). Its large-sample variance is that of Fleiss, Cohen and Everitt (1969, Psychological Bulletin 72, 323–327):
/// var κ = (A + B − C) / (n (1 − pe)²) with A = Σ pᵢᵢ (1 − (pᵢ. + p.ᵢ)(1 − κ))², B = (1 − κ)² Σᵢ≠ⱼ pᵢⱼ (p.ᵢ + pⱼ.)², C = (κ − pe (1 − κ))².
/// The interval is κ ± 1.96 √var, cut to −1 … 1: it is only as good as n is large.
/// </summary>
/// <param name="Pairs">n; below <see cref="FewestPairs"/> nothing is computed.</param>
/// <param name="Agreed">Of them, how many were equal.</param>
/// <param name="Value">Null where there are too few pairs, or where all verdicts were the same and chance alone would agree.</param>
/// <param name="Low">Lower end of the 95 % interval; <paramref name="High"/> the upper.</param>
internal sealed record Kappa(int Pairs, int Agreed, double? Value, double? Low, double? High, double? StandardError)
{
    public const int FewestPairs = 5;

    private const double Normal95 = 1.959964;

    public static Kappa Of(IReadOnlyCollection<ConfusionCell> cells)
    {
        var n = cells.Sum(cell => cell.Count);
        var agreed = cells.Where(cell => cell.First == cell.Second).Sum(cell => cell.Count);
        if (n < FewestPairs)
        {
            return new Kappa(n, agreed, null, null, null, null);
        }

        var rows = cells.GroupBy(cell => cell.First).ToDictionary(row => row.Key, row => row.Sum(cell => cell.Count) / (double)n);
        var columns = cells.GroupBy(cell => cell.Second).ToDictionary(column => column.Key, column => column.Sum(cell => cell.Count) / (double)n);
        double Row(string code) => rows.GetValueOrDefault(code);
        double Column(string code) => columns.GetValueOrDefault(code);

        // Counted whole, so that verdicts which are all the same are known as such.
        if (rows.Count == 1 && columns.Count == 1 && agreed == n)
        {
            return new Kappa(n, agreed, null, null, null, null);
        }

        var chance = rows.Keys.Sum(code => Row(code) * Column(code));
        var value = (agreed / (double)n - chance) / (1 - chance);
        var (a, b) = (0.0, 0.0);
        foreach (var cell in cells)
        {
            var share = cell.Count / (double)n;
            if (cell.First == cell.Second)
            {
                a += share * Math.Pow(1 - ((Row(cell.First) + Column(cell.First)) * (1 - value)), 2);
            }
            else
            {
                b += share * Math.Pow(Column(cell.First) + Row(cell.Second), 2);
            }
        }

        b *= Math.Pow(1 - value, 2);
        var c = Math.Pow(value - (chance * (1 - value)), 2);
        var error = Math.Sqrt(Math.Max(0, a + b - c) / n) / (1 - chance);
        return new Kappa(n, agreed, value, Math.Max(-1, value - (Normal95 * error)), Math.Min(1, value + (Normal95 * error)), error);
    }
}
