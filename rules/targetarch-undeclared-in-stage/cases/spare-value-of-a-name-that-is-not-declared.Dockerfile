FROM debian:12
ARG OTHER
RUN echo "${OTHER:-$TARGETPLATFORM}" > /platform
