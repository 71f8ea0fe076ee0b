using Gis.Ingest.Tests.Fuzzing;
using Xunit;

namespace Gis.Ingest.Tests.Replay;

public sealed class Fuzz_Tests
{
    [Fact]
    public void Spoilt_air_hours_never_throw() => Fuzz.Run(RecordingTargets.Hours);

    [Fact]
    public void Spoilt_tables_never_throw() => Fuzz.Run(RecordingTargets.Table);

    [Fact]
    public void Spoilt_packets_and_messages_never_throw()
    {
        Fuzz.Run(RecordingTargets.Packets);
        Fuzz.Run(RecordingTargets.Messages);
        Fuzz.Run(RecordingTargets.Frigate);
    }
}
