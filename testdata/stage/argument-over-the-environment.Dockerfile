ARG GLOBAL
ARG GIVEN=g
FROM alpine:3.22 AS base
ARG OPEN
ARG GLOBAL
ARG GIVEN
ARG OWN=o
LABEL open=${OPEN:-d} global=${GLOBAL:-d} with=${OPEN:+w} needs=${OPEN:?no} plain=$OPEN
LABEL given=${GIVEN:-d} own=${OWN:-d}
ENV SET=1 COPIED=a$OPEN
ARG SET
LABEL set=${SET:-d} copied=${COPIED:-d}

FROM base AS inherits
LABEL inherited=${OPEN-d}
ENV GLOBAL=2
ARG GLOBAL
LABEL kept=${GLOBAL:-d}

FROM scratch
ARG OPEN
LABEL nobody=${OPEN:-d}
ENV COPIED=a${OPEN}
LABEL text=${COPIED:-d}
COPY --from=inherits /a /a
