FROM diamol/base
RUN /bin/chgrp a b
RUN apt-get update && /usr/bin/python3 x.py
