namespace Gis.Server.Patches.Review;

/// <summary>Who looks at which patch and by when: assignment, interests, second verdicts and how they agree, deadlines.</summary>
internal static class ReviewModule
{
    public static IServiceCollection AddPatchReview(this IServiceCollection services) => services
        .AddSingleton<InterestDesk>()
        .AddSingleton<SpreadDesk>()
        .AddSingleton<ReviewSettingsDesk>()
        .AddSingleton<DueReminders>()
        .AddHostedService<ReminderKeeper>();

    public static void MapPatchReview(this IEndpointRouteBuilder endpoints)
    {
        GiveSecond.Map(endpoints);
        SpreadBatch.Map(endpoints);
        ListTakers.Map(endpoints);
        DeclareInterest.Map(endpoints);
        GetDuties.Map(endpoints);
        GetAgreement.Map(endpoints);
        SetReview.Map(endpoints);
    }
}
