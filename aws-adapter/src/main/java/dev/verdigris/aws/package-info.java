/** AWS as a cloud to deploy on: begin at {@link dev.verdigris.aws.AwsCloud}. */
@NullMarked
package dev.verdigris.aws;

import org.jspecify.annotations.NullMarked;
