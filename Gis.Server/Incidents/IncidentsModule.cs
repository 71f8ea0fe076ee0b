namespace Gis.Server.Incidents;

/// <summary>Incidents from their report to their end.</summary>
internal static class IncidentsModule
{
    public static IServiceCollection AddIncidents(this IServiceCollection services)
    {
        services.AddOptions<IncidentOptions>().BindConfiguration("Incidents").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<IncidentDesk>()
            .AddSingleton<IncidentPlace>()
            .AddSingleton<IncidentWriter>();
    }

    public static void MapIncidents(this IEndpointRouteBuilder endpoints)
    {
        ListIncidents.Map(endpoints);
        GetIncident.Map(endpoints);
        CreateIncident.Map(endpoints);
        GradeIncident.Map(endpoints);
        NoteIncident.Map(endpoints);
        MarkUnderControl.Map(endpoints);
        CloseIncident.Map(endpoints);
        ReopenIncident.Map(endpoints);
    }
}
