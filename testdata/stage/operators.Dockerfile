ARG SET=value
ARG EMPTY=
ARG UNSET
FROM scratch
ARG SET
ARG EMPTY
ARG UNSET
LABEL a="${SET:-d}" b="${EMPTY:-d}" c="${UNSET:-d}" d="${EMPTY-d}" e="${UNSET-d}" f="${NOWHERE-d}"
LABEL g="${SET:+w}" h="${EMPTY:+w}" i="${EMPTY+w}" j="${UNSET:+w}" k="$UNSET" l="${UNSET:?no}"
ARG V=linux/arm/v7
LABEL m="${V%/*}" n="${V%%/*}" o="${V#*/}" p="${V##*/}" q="${V/arm/x}" r="${V//r/R}"
LABEL s='$SET' t="\$SET" u=${SET:-${EMPTY:-x}}
