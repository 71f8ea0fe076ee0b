using System.Globalization;
using System.Security.Cryptography;

namespace Gis.Server.Access.Devices;

/// <summary>Checks a password against mosquitto's own form, <c>$7$iterations$salt$hash</c>.</summary>
internal static class DeviceHash
{
    public static bool Matches(string hash, string password)
    {
        var parts = hash.Split('$');
        if (parts is not ["", "7", var iterationsText, var saltText, var hashText]
            || !int.TryParse(iterationsText, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations))
        {
            return false;
        }

        var expected = Convert.FromBase64String(hashText);
        var actual = Rfc2898DeriveBytes.Pbkdf2(password, Convert.FromBase64String(saltText), iterations, HashAlgorithmName.SHA512, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}
