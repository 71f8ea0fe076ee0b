using Gis.Server.Rules;

namespace Gis.Server.Layers;

/// <summary>Who may ask for what, and what may become of a request.</summary>
internal static class AccessRules
{
    public const int MaxTextLength = 1000;
    public const int LongestDays = 1826;

    /// <summary>A person who asks for everything is not read by anybody.</summary>
    public const int MostOpen = 20;

    private const string Asked = "asked";
    private const string Granted = "granted";

    /// <param name="wish">What is asked for.</param>
    /// <param name="areaExists">The area is one of the tree.</param>
    /// <param name="earlier">The requests that the same account has made.</param>
    public static Result<AccessWish> Ask(AccessWish wish, bool areaExists, IReadOnlyList<AccessRequestStanding> earlier)
    {
        if (!areaExists)
        {
            return Refusal.Bad("areaCode", "the code of a current area, such as 130000");
        }

        if (Tidy(wish.Reason) is not { Length: <= MaxTextLength } reason)
        {
            return Refusal.Bad("reason", $"1 … {MaxTextLength} characters");
        }

        if (!IsTerm(wish.Days))
        {
            return BadDays();
        }

        if (earlier.FirstOrDefault(one => one.Layer == wish.Layer && one.AreaCode == wish.AreaCode && one.State is (Asked or Granted)) is { } known)
        {
            return known.State == Asked
                ? new Refusal("access-already-asked", "您已申请过该图层，正在等待答复。", "You have asked for this layer there; the answer is awaited.")
                : new Refusal("access-already-granted", "您已获准使用该区域内的该图层。", "This layer is granted to you there already.");
        }

        return earlier.Count(one => one.State == Asked) >= MostOpen
            ? new Refusal("access-too-many", $"您有 {MostOpen} 项申请尚未答复，请等待或撤回其中一项。", $"{MostOpen} requests of yours await an answer; wait for it, or withdraw one.")
            : wish with { Reason = reason };
    }

    /// <param name="request">As it stands.</param>
    /// <param name="decider">Who decides.</param>
    /// <param name="wish">What is given of what was asked for; null where it is given as asked.</param>
    /// <param name="isWithin">The area given lies within the area asked for.</param>
    /// <param name="now">The moment of the decision.</param>
    public static Result<AccessDecision> Grant(AccessRequestStanding request, long decider, GrantAccessRequest wish, bool isWithin, DateTimeOffset now) =>
        request.State != Asked ? NotOpen(request)
        : request.Account == decider ? OwnRequest()
        : !isWithin ? Refusal.Bad("areaCode", $"{request.AreaCode}, or an area within it")
        : !IsTerm(wish.Days ?? request.Days) ? BadDays()
        : IsTooLong(wish.Text) ? BadText(0)
        : new AccessDecision(Granted, Tidy(wish.Text), wish.AreaCode ?? request.AreaCode, now.AddDays(wish.Days ?? request.Days));

    public static Result<AccessDecision> Refuse(AccessRequestStanding request, long decider, string? text) =>
        request.State != Asked ? NotOpen(request)
        : request.Account == decider ? OwnRequest()
        : Said("refused", text);

    public static Result<AccessDecision> Revoke(AccessRequestStanding request, string? text) =>
        request.State != Granted ? new Refusal("access-not-granted", "该申请当前没有有效授权。", "No grant of this request is in force.") : Said("revoked", text);

    public static Result<AccessDecision> Withdraw(AccessRequestStanding request) =>
        request.State != Asked ? NotOpen(request) : new AccessDecision("withdrawn", null);

    /// <param name="wish">What is to be granted without asking.</param>
    /// <param name="account">To whom; null where there is no such account.</param>
    /// <param name="giver">Who grants.</param>
    /// <param name="isWithin">The area lies where the giver may grant.</param>
    /// <param name="isGranted">The account has the layer there already.</param>
    public static Result<GrantWish> Give(GrantWish wish, long? account, long giver, bool isWithin, bool isGranted) =>
        account is null ? Refusal.Bad("account", "the name of an account")
        : !isWithin ? Refusal.Bad("areaCode", "the code of a current area in which you may grant this layer, such as 130000")
        : !IsTerm(wish.Days) ? BadDays()
        : account == giver ? new Refusal("access-own-grant", "不能向自己授权。", "A layer is granted to you by somebody else.")
        : isGranted ? new Refusal("access-granted", "该账户已获准使用该区域内的该图层。", "This layer is granted to the account there already.")
        : wish;

    /// <param name="isAlone">The grant names one layer, so that nothing else ends with it.</param>
    /// <param name="text">Why it ends.</param>
    public static Result<AccessDecision> End(bool isAlone, string? text) =>
        !isAlone ? new Refusal("access-several-layers", "该授权还包含其他图层，请在账户管理中更改。", "This grant names other layers too; change it with the account.") : Said("revoked", text);

    private static Result<AccessDecision> Said(string change, string? text) =>
        Tidy(text) is { Length: <= MaxTextLength } said ? new AccessDecision(change, said) : BadText(1);

    private static Refusal NotOpen(AccessRequestStanding request) =>
        new("access-decided", "该申请已有答复。", "This request has been answered.") { Facts = new Dictionary<string, object?> { ["state"] = request.State } };

    private static Refusal OwnRequest() => new("access-own-request", "自己的申请须由他人答复。", "A request of your own is for somebody else to answer.");

    private static Refusal BadDays() => Refusal.Bad("days", $"a whole number 1 … {LongestDays}");

    private static Refusal BadText(int least) => Refusal.Bad("text", $"{least} … {MaxTextLength} characters");

    private static bool IsTerm(int days) => days is >= 1 and <= LongestDays;

    private static bool IsTooLong(string? text) => text?.Trim().Length > MaxTextLength;

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
