using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Hj212.Tcp;

/// <summary>One whole packet off a stream or, with <see cref="Why"/>, bytes that begin like one and are none.</summary>
internal readonly record struct Hj212Frame(byte[] Bytes, int SegmentLength, Rejection? Why)
{
    private const int HeadLength = 6;

    public ReadOnlySpan<byte> Segment => Bytes.AsSpan(HeadLength, SegmentLength);
}
