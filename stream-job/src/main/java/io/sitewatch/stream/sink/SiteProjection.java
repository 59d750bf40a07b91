package io.sitewatch.stream.sink;

import io.sitewatch.readings.Env;
import java.util.Optional;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/** From the eastings and northings of a site, in metres, to where on earth that is. For one thread at a time. */
public final class SiteProjection {
    private final CoordinateTransform transform;

    private SiteProjection(CoordinateTransform transform) {
        this.transform = transform;
    }

    /** A point in degrees of WGS 84. */
    public record Location(double latitude, double longitude) {}

    /**
     * The projection of that name.
     *
     * @param crs of the EPSG registry, for example {@code EPSG:27700}
     * @throws IllegalArgumentException naming what is not in the registry
     */
    public static SiteProjection of(String crs) {
        CRSFactory factory = new CRSFactory();
        try {
            CoordinateReferenceSystem site = factory.createFromName(crs);
            CoordinateReferenceSystem earth = factory.createFromName("EPSG:4326");
            return new SiteProjection(new CoordinateTransformFactory().createTransform(site, earth));
        } catch (Proj4jException | IllegalStateException unknown) {
            throw new IllegalArgumentException(
                    Env.SITE_CRS + " is \"" + crs + "\", which is no coordinate system that is known: write the one of"
                            + " the site's eastings and northings as the EPSG registry has it, such as EPSG:27700, into"
                            + " spec.crs",
                    unknown);
        }
    }

    /** Where that is, to seven decimals (a centimetre); nothing can be said of what lies outside of the system's use. */
    public Optional<Location> locate(double easting, double northing) {
        if (!Double.isFinite(easting) || !Double.isFinite(northing)) {
            return Optional.empty();
        }
        try {
            ProjCoordinate point = transform.transform(new ProjCoordinate(easting, northing), new ProjCoordinate());
            boolean onEarth = Math.abs(point.y) <= 90 && Math.abs(point.x) <= 180;
            return onEarth ? Optional.of(new Location(rounded(point.y), rounded(point.x))) : Optional.empty();
        } catch (Proj4jException outside) {
            return Optional.empty();
        }
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e7) / 1e7;
    }
}
