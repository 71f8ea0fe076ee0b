namespace Gis.Demo.Seeding;

/// <summary>How much of everything the demo province has.</summary>
internal static class DemoSize
{
    public const int Outfalls = 1_211;
    public const int WaterOutfalls = 660;
    public const int WatchedOutfalls = 28;
    public const int WatchedStacks = 6;
    public const int AirStations = 53;
    public const int WaterStations = 60;
    public const int Meters = 2_000;
    public const int BulkMeters = 100;
    public const int IntakeMeters = 20;
    public const int NbIotMeters = 600;
    public const int Units = 40;
}
