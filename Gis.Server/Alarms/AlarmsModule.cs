namespace Gis.Server.Alarms;

/// <summary>What people do about alarms.</summary>
internal static class AlarmsModule
{
    public static IServiceCollection AddAlarms(this IServiceCollection services) => services
        .AddSingleton<AlarmDesk>()
        .AddSingleton<AlarmWhyReader>();

    public static void MapAlarms(this IEndpointRouteBuilder endpoints)
    {
        ListAlarms.Map(endpoints);
        ExplainAlarm.Map(endpoints);
        AcknowledgeAlarm.Map(endpoints);
        CommentAlarm.Map(endpoints);
        AssignAlarm.Map(endpoints);
        ShelveAlarm.Map(endpoints);
        UnshelveAlarm.Map(endpoints);
        MarkAlarmFalse.Map(endpoints);
    }
}
