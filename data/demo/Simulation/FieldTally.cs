namespace Gis.Demo.Simulation;

/// <summary>Counts what the field said.</summary>
internal sealed class FieldTally
{
    public long Packets;
    public long Answered;
    public long Resent;
    public long Unanswered;
    public long Reports;
    public long Pictures;
    public long Positions;
    public long Orders;

    public static void Count(ref long what) => Interlocked.Increment(ref what);
}
