FROM a
LABEL aa=bb cc
LABEL
LABEL x
LABEL open="
