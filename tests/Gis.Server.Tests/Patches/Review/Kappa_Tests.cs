using Gis.Server.Patches.Review;
using Xunit;

namespace Gis.Server.Tests.Patches.Review;

/// <summary>Agreement beyond chance.</summary>
public sealed class Kappa_Tests
{
    private static ConfusionCell Cell(string first, string second, int count) => new(first, second, count);

    /// <summary>
    /// By hand: po = 35/50 = 0.7, pe = 0.5 · 0.6 + 0.5 · 0.4 = 0.5, κ = 0.4. A = 0.4 (1 − 1.1 · 0.6)² + 0.3 (1 − 0.9 · 0.6)² = 0.10972,
    /// B = 0.36 (0.1 · 1.1² + 0.2 · 0.9²) = 0.10188, C = (0.4 − 0.5 · 0.6)² = 0.01; var = 0.2016 / (50 · 0.25) = 0.016128, error 0.126996.
    /// </summary>
    [Fact]
    public void Two_by_two_comes_out_as_by_hand()
    {
        var kappa = Kappa.Of([Cell("L1", "L1", 20), Cell("L1", "V1", 5), Cell("V1", "L1", 10), Cell("V1", "V1", 15)]);

        Assert.Equal((50, 35), (kappa.Pairs, kappa.Agreed));
        Assert.Equal(0.4, kappa.Value!.Value, 1e-12);
        Assert.Equal(0.126996, kappa.StandardError!.Value, 1e-6);
        Assert.Equal((0.1511, 0.6489), (Math.Round(kappa.Low!.Value, 4), Math.Round(kappa.High!.Value, 4)));
    }

    [Fact]
    public void Who_always_agrees_has_one_and_who_never_agrees_is_below_nothing()
    {
        Assert.Equal(1, Kappa.Of([Cell("L1", "L1", 6), Cell("V1", "V1", 4)]).Value!.Value, 1e-12);
        Assert.Equal(-1, Kappa.Of([Cell("L1", "V1", 5), Cell("V1", "L1", 5)]).Value!.Value, 1e-12);
    }

    [Fact]
    public void Verdict_that_only_one_of_them_gives_counts()
    {
        // po = 8/10; pe = 0.5 · 0.5 + 0.5 · 0.3 + 0 · 0.2 = 0.4.
        var kappa = Kappa.Of([Cell("L1", "L1", 5), Cell("V1", "V1", 3), Cell("V1", "V5", 2)]);

        Assert.Equal((0.8 - 0.4) / 0.6, kappa.Value!.Value, 1e-12);
    }

    [Fact]
    public void Few_pairs_are_told_and_not_computed()
    {
        var kappa = Kappa.Of([Cell("L1", "L1", Kappa.FewestPairs - 1)]);

        Assert.Equal((Kappa.FewestPairs - 1, Kappa.FewestPairs - 1), (kappa.Pairs, kappa.Agreed));
        Assert.Null(kappa.Value);
    }

    [Fact]
    public void Where_all_said_the_same_chance_would_agree_as_well() => Assert.Null(Kappa.Of([Cell("V1", "V1", 50)]).Value);
}
