using Gis.Ingest.Tests.Fuzzing;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

public sealed class Fuzz_Tests
{
    [Fact]
    public void Spoilt_packets_never_throw() => Fuzz.Run(Hj212Targets.Message);

    [Fact]
    public void Spoilt_segments_with_a_good_check_sum_never_throw() => Fuzz.Run(Hj212Targets.Segment);
}
