using Gis.Ingest.Hj212;

namespace Gis.Ingest.Tests;

/// <summary>Builds packets as a data logger does.</summary>
internal static class Hj212Packets
{
    public static byte[] Hour(string mn, string dataTime, string items) => Data("2061", mn, dataTime, items);

    public static byte[] RealTime(string mn, string dataTime, string items) => Data("2011", mn, dataTime, items);

    public static byte[] Part(string mn, string dataTime, int number, int count, string items) => Hj212AnswerEncoder.Packet(
        $"QN=20261103090000001;ST=32;CN=2061;PW=123456;MN={mn};Flag=7;PNUM={count};PNO={number};CP=&&DataTime={dataTime};{items}&&");

    private static byte[] Data(string cn, string mn, string dataTime, string items) => Hj212AnswerEncoder.Packet(
        $"QN=20261103090000001;ST=32;CN={cn};PW=123456;MN={mn};Flag=5;CP=&&DataTime={dataTime};{items}&&");
}
