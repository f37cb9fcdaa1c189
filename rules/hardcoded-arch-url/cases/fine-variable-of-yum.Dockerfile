FROM fedora:43
RUN set -eu; \
	{ \
		echo '[mysql-server-minimal]'; \
		echo 'name=MySQL Server Minimal'; \
		echo 'enabled=1'; \
		echo 'baseurl=https://repo.mysql.com/yum/mysql-8.4-community/docker/el/9/$basearch/'; \
		echo 'gpgcheck=1'; \
		echo 'gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-mysql'; \
# https://github.com/docker-library/mysql/pull/680#issuecomment-825930524
		echo 'module_hotfixes=true'; \
	} | tee /etc/yum.repos.d/mysql-community-minimal.repo; \
	curl -fLo /tmp/x "https://example.com/$(uname -m)/x"; \
	yum install -y "https://repo.example.com/el9/\$basearch/x.rpm"
