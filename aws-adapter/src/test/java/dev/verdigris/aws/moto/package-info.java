/** A Moto server and a world in it, for tests that talk to AWS through the real SDK. */
@NullMarked
package dev.verdigris.aws.moto;

import org.jspecify.annotations.NullMarked;
