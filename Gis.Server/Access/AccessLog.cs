namespace Gis.Server.Access;

/// <summary>What access says in the log; never a secret, never a password.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The area tree could not be read: {Reason}")]
    public static partial void AreasNotRead(this ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} signed in from {Address}")]
    public static partial void SignedIn(this ILogger logger, string name, string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sign-in as {Name} from {Address} refused")]
    public static partial void SignInRefused(this ILogger logger, string name, string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sign-in as {Name} from {Address} held off for {WaitS} s")]
    public static partial void SignInHeldOff(this ILogger logger, string name, string address, double waitS);
}
