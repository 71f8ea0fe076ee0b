using Gis.Server.Changes;
using Gis.Server.Changes.Thresholds;
using Xunit;

namespace Gis.Server.Tests.Changes;

public sealed class Statistics_Tests
{
    private const int Pixels = 5_000;

    [Fact]
    public void Iterated_mad_does_not_hang_on_gain_and_offset()
    {
        var sample = Sample(seed: 5, changedShare: 0.1);
        var otherLight = sample with { After = [.. sample.After.Select((band, i) => Array.ConvertAll(band, value => (value * (i + 0.3)) - 70))] };

        var plain = IrMad.Of(sample, CancellationToken.None);
        var other = IrMad.Of(otherLight, CancellationToken.None);

        Assert.Equal(plain.Iterations, other.Iterations);
        for (var i = 0; i < Pixels; i++)
        {
            Assert.Equal(plain.Unchanged[i], other.Unchanged[i], 6);
        }
    }

    [Fact]
    public void What_changed_does_not_look_unchanged()
    {
        var mad = IrMad.Of(Sample(seed: 6, changedShare: 0.1), CancellationToken.None);

        Assert.True(mad.Converged);
        Assert.All(mad.Unchanged.Take(Pixels / 10), share => Assert.InRange(share, 0, 0.05));
        Assert.True(mad.Unchanged.Skip(Pixels / 10).Average() > 10 * mad.Unchanged.Take(Pixels / 10).Average());
    }

    [Fact]
    public void Band_given_twice_does_no_harm()
    {
        var sample = Sample(seed: 7, changedShare: 0.1);
        var doubled = new PixelSample([.. sample.Before, sample.Before[0]], [.. sample.After, sample.After[0]], [.. sample.Gradient, sample.Gradient[0]]);

        var mad = IrMad.Of(doubled, CancellationToken.None);

        Assert.True(mad.Ridge > 0);
        Assert.All(mad.Unchanged, share => Assert.InRange(share, 0, 1));
        Assert.All(mad.Unchanged.Take(Pixels / 10), share => Assert.InRange(share, 0, 0.1));
    }

    [Fact]
    public void Line_between_the_dates_is_found_past_the_changes()
    {
        var sample = Sample(seed: 8, changedShare: 0.2);
        var after = Array.ConvertAll(sample.After[1], value => (0.75 * value) + 20);
        var unchanged = Enumerable.Range(0, Pixels).Select(i => i < Pixels / 5 ? 0.1 : 0.9).ToArray();

        var line = Normalisation.Of(sample.Before[1], after, unchanged);

        Assert.Equal(0.75, line.Gain, 2);
        Assert.Equal(20, line.Offset, 0);
        Assert.InRange(line.RSquared, 0.98, 1);
    }

    [Fact]
    public void Noise_grows_with_the_gradient_by_the_distance_that_images_lie_apart()
    {
        var random = new Random(9);
        var gradient = Enumerable.Range(0, 100_000).Select(_ => 400 * random.NextDouble()).ToArray();
        var differences = Array.ConvertAll(gradient, g => Gauss(random) * Math.Sqrt(4 + (0.25 * g)));

        var noise = NoiseModel.Of(differences, gradient, leastVariance: 1e-9);

        Assert.InRange(noise.Floor, 3.2, 4.8);
        Assert.InRange(Math.Sqrt(noise.Slope), 0.47, 0.53);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void Threshold_parts_noise_from_change(double share)
    {
        var random = new Random(10);
        var changed = (int)(200_000 * share);
        var scores = Enumerable.Range(0, 200_000)
            .Select(i => (float)Math.Sqrt(Enumerable.Range(0, 6).Sum(_ => Math.Pow(Gauss(random) + (i < changed ? 5 : 0), 2)) / 6)).ToArray();

        var threshold = Threshold.Of(scores, 6, given: null);

        Assert.Equal("consensus", threshold.Method);
        Assert.InRange(scores.Take(changed).Count(score => score < threshold.Value), 0, changed / 100);
        Assert.InRange(scores.Skip(changed).Count(score => score >= threshold.Value), 0, 200);
    }

    [Fact]
    public void Noise_alone_passes_seldom()
    {
        var random = new Random(11);
        var scores = Enumerable.Range(0, 200_000).Select(_ => (float)Math.Sqrt(Enumerable.Range(0, 6).Sum(_ => Math.Pow(Gauss(random), 2)) / 6)).ToArray();

        var threshold = Threshold.Of(scores, 6, given: null);

        Assert.Equal("noise-floor", threshold.Method);
        Assert.InRange(scores.Count(score => score >= threshold.Value), 0, 400);
    }

    [Fact]
    public void Equal_images_have_no_threshold_that_anything_passes()
    {
        var threshold = Threshold.Of(new float[1000], 4, given: null);

        Assert.True(threshold.Value > 0);
    }

    /// <summary>Four bands that hang together; the later date differs by noise, and the first pixels are other land.</summary>
    private static PixelSample Sample(int seed, double changedShare)
    {
        var random = new Random(seed);
        var (before, after, gradient) = (Bands(), Bands(), Bands());
        for (var i = 0; i < Pixels; i++)
        {
            var (bright, green) = (60 + (30 * Gauss(random)), 20 * Gauss(random));
            for (var band = 0; band < 4; band++)
            {
                before[band][i] = bright + (green * (band - 1.5)) + (3 * Gauss(random));
                after[band][i] = i < Pixels * changedShare
                    ? before[band][i] + (band % 2 == 0 ? 80 : -80) : before[band][i] + (2 * Gauss(random));
            }
        }

        return new PixelSample(before, after, gradient);

        static double[][] Bands() => [.. Enumerable.Range(0, 4).Select(_ => new double[Pixels])];
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
