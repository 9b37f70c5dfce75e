using Harness.Core.Evidence;
using Harness.Core.Smtp;
using MimeKit;

namespace Harness.Core.Deliverability;

/// <summary>Messages as they arrived, read again.</summary>
internal static class ArrivedMessage
{
    /// <summary>The message of an arrival outside, without the dots that stuff it; null where it cannot be read.</summary>
    public static (MimeMessage Message, bool IsCut)? Read(Arrival arrival)
    {
        try
        {
            byte[] octets = Visible.Unescape(arrival.Message!);
            bool cut = octets.Length >= Arrival.MostOctets;
            return (MimeMessage.Load(new MemoryStream(EndOfData.Unstuffed(octets))), cut);
        }
        catch (Exception bad) when (bad is FormatException or ParseException)
        {
            return null;
        }
    }
}
