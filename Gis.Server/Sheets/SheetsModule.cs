namespace Gis.Server.Sheets;

/// <summary>The work programme of the map sheets.</summary>
internal static class SheetsModule
{
    public static IServiceCollection AddSheets(this IServiceCollection services) => services.AddSingleton<SheetDesk>().AddSingleton<ProgrammeDesk>();

    public static void MapSheets(this IEndpointRouteBuilder endpoints)
    {
        ListProgress.Map(endpoints);
        GetSheet.Map(endpoints);
        SaySheet.Map(endpoints);
        GetProgramme.Map(endpoints);
        EnterProgramme.Map(endpoints);
    }
}
