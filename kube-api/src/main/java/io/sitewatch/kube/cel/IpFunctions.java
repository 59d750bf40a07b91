package io.sitewatch.kube.cel;

import com.google.common.net.InetAddresses;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.net.Inet4Address;
import java.net.InetAddress;

/** Kubernetes' IP and CIDR libraries, the parts that rules commonly use. */
final class IpFunctions extends KubernetesFunctions {
    private static final OpaqueType IP = OpaqueType.create("net.IP");

    IpFunctions() {
        global("isIP", SimpleType.BOOL, SimpleType.STRING, String.class, InetAddresses::isInetAddress);
        global("ip", IP, SimpleType.STRING, String.class, InetAddresses::forString);
        global("isCIDR", SimpleType.BOOL, SimpleType.STRING, String.class, IpFunctions::isCidr);
        member("family", SimpleType.INT, IP, InetAddress.class, ip -> ip instanceof Inet4Address ? 4L : 6L);
        member("isLoopback", SimpleType.BOOL, IP, InetAddress.class, InetAddress::isLoopbackAddress);
        member("isUnspecified", SimpleType.BOOL, IP, InetAddress.class, InetAddress::isAnyLocalAddress);
    }

    private static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !InetAddresses.isInetAddress(text.substring(0, slash))) {
            return false;
        }
        try {
            int bits = Integer.parseInt(text.substring(slash + 1));
            int most = InetAddresses.forString(text.substring(0, slash)) instanceof Inet4Address ? 32 : 128;
            return bits >= 0 && bits <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
