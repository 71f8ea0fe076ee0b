namespace Gis.Server.Patches.Field;

/// <summary>The routes of the field check.</summary>
internal static class FieldRoutes
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        ListFieldTasks.Map(endpoints);
        GetFieldPicture.Map(endpoints);
        PatchPhotos.Map(endpoints);
        CheckField.Map(endpoints);
    }
}
